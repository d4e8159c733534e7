package docket.testing;

import docket.DocketApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Runs the whole application on a free port. The test may have {@link GraphClient} and {@link TestDatabase} injected, like any bean;
 * with a database of its own, a {@link Workplace} too.
 *
 * <p>All classes share one application and one database, unless a class asks for its own.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        classes = DocketApplication.class,
        properties = {
            "docket.warm-up=0s",
            "docket.metrics.keep-after=365d",
            // What happens by itself happens in the tests of it only.
            "docket.schedule.run=false",
            "logging.level.docket.requests=off",
            // Tests ask as fast as they can; those of the accounts set what they need.
            "docket.limits.staff.cost-per-second=1000000",
            "docket.limits.staff.cost-bucket=1000000000",
            "docket.limits.vendor.cost-per-second=1000000",
            "docket.limits.vendor.cost-bucket=1000000000"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface DocketTest {

    /** A database, and so an application, of this class's own: for tests that count rows or change what others read. */
    boolean ownDatabase() default false;

    /** So many cases of demo data; all classes that ask for the same number share them. */
    int demoCases() default 0;
}
