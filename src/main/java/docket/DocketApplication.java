package docket;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DocketApplication {

    public static void main(String[] args) {
        SpringApplication.run(DocketApplication.class, args);
    }
}
