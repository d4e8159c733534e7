package docket.imports;

import docket.imports.ImportReport.Outcome;
import docket.platform.audit.Actor;
import docket.platform.http.HttpRefusal;
import docket.platform.http.RequestCaller;
import docket.platform.http.RequestId;
import docket.platform.request.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** {@code curl -H "Authorization: Bearer …" -T file.csv http://localhost:8080/imports/statements} */
@RestController
class ImportController {
    /** Each holds a connection and a transaction for as long as its file comes in. */
    private final Semaphore places = new Semaphore(2);

    private final ImportStatements imports;

    ImportController(ImportStatements imports) {
        this.imports = imports;
    }

    @RequestMapping(
            path = "/imports/statements",
            method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<ImportReport> importStatements(HttpServletRequest request) throws IOException, HttpRefusal {
        RequestCaller.require(request, Scope.IMPORTS_WRITE);
        var asked = ImportRequest.of(request, imports.longestFile().toBytes());
        if (!places.tryAcquire()) {
            throw HttpRefusal.unavailable("Two imports are running; try again when one has ended", 10_000);
        }
        try {
            var sender = RequestCaller.admission(request);
            var report = imports.run(
                    request.getInputStream(),
                    asked.source(),
                    asked.onError(),
                    Actor.of(sender.caller(), RequestId.of(request)),
                    sender::hasEnded);
            if (report.outcome() == Outcome.CUT_OFF && sender.hasEnded()) {
                throw HttpRefusal.unauthenticated(
                        "The token was revoked, or ran out, before the file was stored: nothing of it was",
                        sender.caller().id());
            }
            return json(status(report.outcome())).body(report);
        } finally {
            places.release();
        }
    }

    @ExceptionHandler
    void refused(HttpRefusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusal.send(request, response);
    }

    private static ResponseEntity.BodyBuilder json(HttpStatus status) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    }

    private static HttpStatus status(Outcome outcome) {
        return switch (outcome) {
            case STORED -> HttpStatus.OK;
            case REJECTED, CUT_OFF -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNREADABLE -> HttpStatus.BAD_REQUEST;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case FAILED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
