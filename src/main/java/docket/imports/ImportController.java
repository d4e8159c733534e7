package docket.imports;

import docket.imports.ImportReport.Outcome;
import docket.platform.request.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** {@code curl -T file.csv http://localhost:8080/imports/statements} */
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
    ResponseEntity<ImportReport> importStatements(HttpServletRequest request) throws IOException, ImportRefusal {
        var asked = ImportRequest.of(request, imports.longestFile().toBytes());
        if (!places.tryAcquire()) {
            throw new ImportRefusal(
                    HttpStatus.SERVICE_UNAVAILABLE.value(),
                    ErrorCode.UNAVAILABLE,
                    "Two imports are running; try again when one has ended");
        }
        try {
            var report = imports.run(request.getInputStream(), asked.source(), asked.onError());
            return json(status(report.outcome())).body(report);
        } finally {
            places.release();
        }
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(ImportRefusal refusal) {
        var error =
                Map.of("message", String.valueOf(refusal.getMessage()), "extensions", Map.of("code", refusal.code()));
        return json(HttpStatus.valueOf(refusal.status())).body(Map.of("errors", List.of(error)));
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
