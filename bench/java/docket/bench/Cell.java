package docket.bench;

/**
 * One measurement of one side.
 *
 * @param serverCpu milliseconds a request, like {@code databaseCpu}
 * @param allocated bytes a request; NaN where it is not measured
 * @param resident MB of the server
 */
record Cell(
        String workload,
        int connections,
        String side,
        Load load,
        double serverCpu,
        double databaseCpu,
        double allocated,
        double resident) {

    boolean isOf(Workload asked, int connectionsAsked, String sideAsked) {
        return workload.equals(asked.name()) && connections == connectionsAsked && side.equals(sideAsked);
    }
}
