package docket.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the JVM of the server over JMX. What it allocates on virtual threads counts with their carriers. */
final class Probe implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private Probe(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /** The address is that of a process of ours. */
    @SuppressWarnings("BanJNDI")
    static Probe into(Server server) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(server.pid()));
            try {
                var address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new Probe(JMXConnectorFactory.connect(address));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot look into the server", e);
        }
    }

    /** By all threads since the start. */
    long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    double heapMegabytesAfterGc() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1024.0 / 1024.0;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
