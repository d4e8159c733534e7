package docket;

import docket.platform.database.StartupRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tries the port before anything else is made: a start that cannot succeed starts no database, migrates nothing and loads nothing. */
@Component
@ConditionalOnWebApplication
class PortCheck implements BeanFactoryPostProcessor, EnvironmentAware {
    private static final int LAST_PORT = 65_535;

    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var settings = Binder.get(environment);
        var port = settings.bind("server.port", Integer.class).orElse(8080);
        if (port > LAST_PORT || port < -1) {
            throw new StartupRefused(
                    "server.port is %d, and there is no such port.".formatted(port),
                    "Set server.port (SERVER_PORT) to 1 to %d, or to 0 for any free one.".formatted(LAST_PORT));
        }
        if (port > 0) {
            require(port, settings.bind("server.address", String.class).orElse("127.0.0.1"));
        }
    }

    private static void require(int port, String address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).contains("in use")) {
                throw new PortInUseException(port, e);
            }
            throw new StartupRefused(
                    "Port %d of %s cannot be opened: %s.".formatted(port, address, e.getMessage()),
                    "Choose another one with server.port (SERVER_PORT).");
        } catch (UnknownHostException e) {
            throw new StartupRefused(
                    "server.address is %s, which is no address of this machine.".formatted(address),
                    "Leave server.address at 127.0.0.1.");
        } catch (IOException e) {
            throw new StartupRefused(
                    "Port %d of %s cannot be opened: %s.".formatted(port, address, e.getMessage()),
                    "Choose another one with server.port (SERVER_PORT).");
        }
    }
}
