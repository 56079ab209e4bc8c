package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads from a request what makes it the same as another. */
final class ApiCallArgumentResolver implements HandlerMethodArgumentResolver {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ApiCall.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("Not an HTTP request");
        }
        String key = http.getHeader(ApiCall.KEY_HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    ApiCall.KEY_HEADER, "This is no key.", "1 to 128 printable characters without spaces");
        }
        return new ApiCall(
                key, http.getMethod() + " " + http.getRequestURI(), String.valueOf(http.getAttribute(BodyFilter.HASH)));
    }
}
