package docket.metrics;

import docket.platform.sql.Db;
import java.time.LocalDate;
import java.util.Set;

/** One statement per figure, and one more for those days of its window that are not kept. */
final class MetricRepository {
    private MetricRepository() {}

    static Metric answer(MetricQuestion question, Db db) {
        var reader = new MetricReader(question);
        if (question.key() == MetricKey.BACKLOG) {
            db.each(SliceRepository.statement(BacklogRepository.backlog(question)), reader::read);
            return reader.metric();
        }
        var window = question.requiredWindow();
        var kept = KeptRepository.canAnswer(question, db.isScoped())
                ? KeptRepository.read(question, window.wholeWeeks(), reader, db)
                : Set.<LocalDate>of();
        var rest = window.without(kept);
        if (!rest.isEmpty()) {
            var counted = SliceRepository.grouped(question, rest, FigureRepository.of(question));
            db.each(SliceRepository.statement(counted), reader::read);
        }
        return reader.metric();
    }
}
