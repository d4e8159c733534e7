package docket.metrics;

import docket.platform.sql.Db;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Select;

/** One statement per figure, and one more for those days of its window that are not kept. */
final class MetricRepository {
    private MetricRepository() {}

    static Metric answer(MetricQuestion question, Db db) {
        if (question.key() == MetricKey.BACKLOG) {
            return MetricReader.metric(question, counted(question, BacklogRepository.backlog(question), db));
        }
        var window = question.requiredWindow();
        var read = new ArrayList<MetricReader.Read>();
        var rest = List.of(window);
        if (KeptRepository.canAnswer(question)) {
            var kept = KeptRepository.read(question, window.wholeWeeks(), db);
            read.addAll(kept.read());
            rest = window.without(kept.weeks());
        }
        if (!rest.isEmpty()) {
            read.addAll(counted(question, SliceRepository.grouped(question, rest, FigureRepository.of(question)), db));
        }
        return MetricReader.metric(question, read);
    }

    private static List<MetricReader.Read> counted(MetricQuestion question, Select<?> slices, Db db) {
        return db.list(SliceRepository.statement(slices), MetricReader::read);
    }
}
