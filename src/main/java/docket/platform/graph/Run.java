package docket.platform.graph;

import docket.platform.budget.Account;
import docket.platform.request.ErrorCode;
import docket.platform.sql.Db;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request on its way through: what it may take, and what it has taken so far.
 *
 * @param usualStatement the statement timeout that the connections have by themselves
 */
record Run(
        GraphRequest request,
        DocumentLimits limits,
        Account account,
        Duration usualStatement,
        Facts facts,
        Phases phases) {

    /** The longest that one of its statements may take. */
    Duration statement() {
        var wished = request.wishes().statement();
        return wished == null ? limits.limits().statement() : wished;
    }

    /** The longest that all of it may take. */
    Duration longest() {
        var usual = limits.limits();
        var more = statement().minus(usual.statement());
        return more.isPositive() ? usual.request().plus(more) : usual.request();
    }

    /** Lets a connection take as much as the request may. */
    void allow(Db db) {
        db.allow(limits.limits().rows(), statement().equals(usualStatement) ? null : statement());
    }

    /** Takes what the operation could cost, the request itself having been paid for. */
    void reserve(Cost costs, Plan plan) {
        var cost = costs.of(plan);
        facts.requested = cost;
        limits.checkCost(cost, () -> costs.dearest(plan));
        account.take(cost - Cost.REQUEST);
    }

    /** What could have been and was not is given back; lists that are longer than assumed are charged. What was stopped is paid in full. */
    void settle(long actual) {
        facts.actual = actual;
        var unused = facts.requested - actual;
        if (unused >= 0) {
            account.giveBack(unused);
        } else {
            account.owe(-unused);
        }
    }

    /** To read a document is work too, even if it comes to nothing. */
    GraphResponse refused(List<GraphError> errors) {
        if (errors.stream().noneMatch(error -> error.code() == ErrorCode.RATE_LIMITED)) {
            account.owe(Cost.REFUSED - Cost.REQUEST);
            facts.actual = Cost.REFUSED;
        }
        return GraphResponse.refused(request.id(), errors, facts);
    }

    /** What was asked for beside the answer. */
    Map<String, Object> extensions(Plan plan, List<Db> opened) {
        var wishes = request.wishes();
        if (!wishes.explain() && !wishes.cost()) {
            return Map.of();
        }
        var extensions = new LinkedHashMap<String, Object>();
        if (wishes.cost()) {
            extensions.put("cost", cost());
        }
        if (wishes.explain()) {
            extensions.put("explain", explained(plan, opened));
        }
        return extensions;
    }

    private Map<String, Object> cost() {
        var cost = new LinkedHashMap<String, Object>();
        cost.put("requested", facts.requested);
        cost.put("actual", facts.actual);
        cost.put("remaining", account.remaining());
        return cost;
    }

    private Map<String, Object> explained(Plan plan, List<Db> opened) {
        var explain = new LinkedHashMap<String, Object>();
        explain.put("cost", facts.requested);
        explain.put("depth", plan.depth());
        explain.put("phases", phases.milliseconds());
        explain.put(
                "statements", opened.stream().flatMap(db -> db.log().stream()).toList());
        return explain;
    }
}
