package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.DocketApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between features are the declared ones, and acyclic. */
class ModularityTest {
    private final ApplicationModules modules = ApplicationModules.of(DocketApplication.class);

    @Test
    void featuresUseOnlyWhatTheyDeclare() {
        modules.verify();
    }

    @Test
    void everyFeatureIsAModule() {
        assertThat(modules.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
                .contains("platform", "subjects", "vendors", "policies", "sops", "cases", "decisions");
    }

    @Test
    void platformKnowsNoFeature() {
        var platform = modules.getModuleByName("platform").orElseThrow();
        assertThat(platform.getDirectDependencies(modules).uniqueModules()).isEmpty();
    }
}
