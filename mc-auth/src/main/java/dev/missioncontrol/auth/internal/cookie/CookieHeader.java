package dev.missioncontrol.auth.internal.cookie;

import dev.missioncontrol.core.http.Headers;
import java.util.ArrayList;
import java.util.List;

/** The Cookie headers of a request, read without believing in them (RFC 6265 section 5.4). */
public final class CookieHeader {

    private CookieHeader() {}

    /** Every value of this name, in the order they came; more than one means that somebody planted one. */
    public static List<String> values(Headers headers, String name) {
        List<String> values = new ArrayList<>();
        for (String header : headers.all("cookie")) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }
}
