package docket.platform.http;

import docket.platform.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What holds for every path: who may ask, how a refusal looks, and what is written down of it. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(
            Callers callers,
            AuditTrail trail,
            @Value("${docket.http.origins:}") List<String> origins,
            SecurityHeaders headers,
            @Value("${docket.http.graphiql:true}") boolean graphiql) {
        var registration =
                new FilterRegistrationBean<>(new CallerFilter(callers, new Origins(origins), trail, headers, graphiql));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    SecurityHeaders securityHeaders(@Value("${docket.http.hsts:#{null}}") @Nullable Duration hsts) {
        return new SecurityHeaders(hsts);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedTomcat(AccessLog log, SecurityHeaders headers) {
        return factory -> {
            factory.setProtocol(WatchedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof WatchedProtocol protocol) {
                    protocol.setHeaders(headers);
                }
            });
            factory.addEngineValves(new AccessLogValve(log));
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    // Tomcat makes one of its own by this name, unless there is one.
                    host.setErrorReportValveClass(PlainErrorValve.class.getName());
                    host.getPipeline().addValve(new PlainErrorValve(headers));
                }
            });
        };
    }

    @Bean(destroyMethod = "close")
    AccessLog accessLog() {
        return new AccessLog();
    }
}
