package docket.platform.request;

import docket.platform.request.Caller.CostClass;

/** The limits of each class of callers. */
public record LimitsByClass(Limits staff, Limits vendor) {
    public Limits of(CostClass costClass) {
        return switch (costClass) {
            case STAFF -> staff;
            case VENDOR -> vendor;
        };
    }
}
