package docket.platform.http;

import docket.platform.audit.AuditTrail;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What holds for every path: who may ask, and how a refusal looks. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(
            Callers callers, AuditTrail trail, @Value("${docket.http.origins:}") List<String> origins) {
        var registration = new FilterRegistrationBean<>(new CallerFilter(callers, new Origins(origins), trail));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrorValve.class.getName());
            }
        });
    }
}
