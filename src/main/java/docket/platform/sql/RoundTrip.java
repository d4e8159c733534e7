package docket.platform.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction that wait to be sent together. */
final class RoundTrip {
    private static final String KEY = "docket.round-trip";

    private final Configuration transaction;
    private final List<Waiting> waiting = new ArrayList<>();

    private RoundTrip(Configuration transaction) {
        this.transaction = transaction;
    }

    /**
     * What is done with the answer to a statement.
     *
     * @see Write
     */
    interface Answer {
        /** @param updated the number of rows that it wrote; -1: it returned some */
        void read(PreparedStatement statement, int updated) throws SQLException;
    }

    private static final class Waiting {
        private final String text;
        private final List<@Nullable Object> values;
        private final Answer answer;
        private boolean isSent;
        private @Nullable RuntimeException failure;

        Waiting(String text, List<@Nullable Object> values, Answer answer) {
            this.text = text;
            this.values = values;
            this.answer = answer;
        }
    }

    /** Outside of a transaction nothing waits. */
    static RoundTrip of(DSLContext sql) {
        var open = (RoundTrip) sql.configuration().data(KEY);
        return open == null ? new RoundTrip(sql.configuration()) : open;
    }

    /**
     * @param text of one statement
     * @return sends all that waits, unless it is sent; throws each time when it has failed, or what went along
     */
    Runnable add(String text, List<@Nullable Object> values, Answer answer) {
        var added = new Waiting(text, values, answer);
        waiting.add(added);
        if (transaction.data(KEY) != this) {
            send("");
        }
        return () -> {
            if (!added.isSent) {
                send("");
            } else if (added.failure != null) {
                throw added.failure;
            }
        };
    }

    private void send(String ending) {
        if (waiting.isEmpty()) {
            return;
        }
        var sent = List.copyOf(waiting);
        waiting.clear();
        sent.forEach(each -> each.isSent = true);
        try {
            send(sent, ending);
        } catch (RuntimeException failed) {
            sent.forEach(each -> each.failure = failed);
            throw failed;
        }
    }

    private void send(List<Waiting> sent, String ending) {
        var text = new StringBuilder();
        var values = new ArrayList<@Nullable Object>();
        for (var each : sent) {
            text.append(text.isEmpty() ? "" : ";\n").append(each.text);
            values.addAll(each.values);
        }
        text.append(ending);
        transaction.dsl().connection(connection -> {
            try (var statement = connection.prepareStatement(text.toString())) {
                Binds.set(statement, values);
                statement.execute();
                for (var each : sent) {
                    each.answer.read(statement, statement.getUpdateCount());
                    statement.getMoreResults();
                }
                requireNoMore(statement, ending);
            }
        });
    }

    /** A text of two statements would have shifted the answers of those after it. */
    private static void requireNoMore(PreparedStatement statement, String ending) throws SQLException {
        if (!ending.isEmpty()) {
            statement.getMoreResults();
        }
        if (statement.getUpdateCount() != -1 || statement.getResultSet() != null) {
            throw new IllegalStateException("a text held more than one statement: give each to Write by itself");
        }
    }

    /** What waits when jOOQ has something to say goes first, and the rest goes with the commit. */
    static final class Ends implements ExecuteListener, TransactionListener {
        private static final long serialVersionUID = 1;

        @Override
        public void beginEnd(TransactionContext begun) {
            begun.configuration().data(KEY, new RoundTrip(begun.configuration()));
        }

        @Override
        public void commitStart(TransactionContext ending) {
            if (ending.configuration().data(KEY) instanceof RoundTrip open) {
                open.send(";\ncommit");
            }
        }

        @Override
        public void executeStart(ExecuteContext next) {
            if (next.configuration().data(KEY) instanceof RoundTrip open) {
                open.send("");
            }
        }
    }
}
