package docket.platform.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartupRefusedAnalyzer extends AbstractFailureAnalyzer<StartupRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StartupRefused refused) {
        return new FailureAnalysis(refused.getMessage(), refused.remedy(), refused);
    }
}
