package dev.hallpass.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers where an error was found before or outside the controllers. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpProblem kind = HttpProblem.ofStatus(status instanceof Integer code ? code : 404);
        // The filters are through with the call, and the log with its id.
        String id = CallIds.of((String) request.getAttribute(CallIds.ATTRIBUTE));
        Problem problem = new Problem(kind.type(), kind.title(), kind.status(), kind.title() + ".", null, null, id);
        return ResponseEntity.status(problem.status())
                .header(CallIds.HEADER, id)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
