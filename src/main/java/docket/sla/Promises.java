package docket.sla;

import docket.platform.sql.Db;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The promises as they are, kept in memory; who reads anything by them reads their edition along, so that none is used that is no longer true. */
@Component
class Promises {
    private volatile PromiseBook last = PromiseBook.NONE;

    PromiseBook of(long edition, DSLContext sql) {
        var book = last;
        return book.edition() == edition ? book : keep(PromiseRepository.read(sql, edition));
    }

    PromiseBook of(long edition, Db db) {
        var book = last;
        if (book.edition() == edition) {
            return book;
        }
        var read = PromiseRepository.read(db, edition);
        // What a company reads is not all that there is: others would miss their promises in it.
        return db.isScoped() ? read : keep(read);
    }

    private PromiseBook keep(PromiseBook book) {
        last = book;
        return book;
    }
}
