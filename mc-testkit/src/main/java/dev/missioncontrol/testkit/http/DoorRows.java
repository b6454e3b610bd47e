package dev.missioncontrol.testkit.http;

import java.util.List;

/** What must not reach the page, as pieces of raw requests. */
final class DoorRows {

    /** Host lines that are not exactly one well-formed host of the list. */
    static final List<String> HOSTS = List.of(
            "",
            "Host:\r\n",
            "Host: evil.example\r\n",
            "Host: localhost\r\nHost: localhost\r\n",
            "Host: localhost\r\nHost: evil.example\r\n",
            "Host: evil.example\r\nHost: localhost\r\n",
            "Host: localhost\r\nhOST: evil.example\r\n",
            "Host: localhost@evil.example\r\n",
            "Host: evil.example@localhost\r\n",
            "Host: localhost, evil.example\r\n",
            "Host: localhost:80@evil.example\r\n",
            "Host: localhost.evil.example\r\n",
            "Host: localhost:99999\r\n",
            "Host: localhost:+80\r\n",
            "Host: localhost:80:80\r\n",
            "Host: localhost/page\r\n",
            "Host: localhost#.evil.example\r\n",
            "Host: http://localhost\r\n",
            "Host: loc\u00e4lhost\r\n",
            "Host: [::1\r\n",
            "Host: ::1\r\n",
            "Host: 127.1\r\n",
            "Host: 2130706433\r\n",
            "Host: app.example:8443\r\n",
            "Host: " + "a".repeat(10_000) + "\r\n",
            "Host: localhost\r\n .evil.example\r\n",
            "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n",
            "Host: evil.example\r\nX-Original-Host: localhost\r\n",
            "Host: evil.example\r\nForwarded: host=localhost\r\n",
            "Host : localhost\r\n",
            "X-First: 1\r\n Host: localhost\r\n");

    /** Targets that name another host, leave the folder, or are read differently by different servers. */
    static final List<String> TARGETS = List.of(
            "http://evil.example/page",
            "http://localhost:1/page",
            "http://evil.example@localhost/page",
            "http://localhost@evil.example/page",
            "ftp://localhost/page",
            "//evil.example/page",
            "//localhost/page",
            "/a//page",
            "/../page",
            "/a/../page",
            "/a/..",
            "/./page",
            "/page/.",
            "/%2e%2e/page",
            "/a/%2E%2E/page",
            "/a/..%2fpage",
            "/a%2fpage",
            "/a%5cpage",
            "/a\\page",
            "/a;x=1/page",
            "/page;jsessionid=1",
            "/a%3bx/page",
            "/page%00",
            "/page%0d%0aX-Bad:%20y",
            "/page%7f",
            "/%252e%252e/page",
            "/page%2",
            "/page%zz",
            "/p%c0%aege",
            "/p%e2%80%a8ge",
            "/p%ffge",
            "/p\u00e4ge",
            "/pa|ge",
            "/pa\"ge",
            "/pa<ge",
            "*",
            "page",
            "?page",
            "localhost:80");

    /** Of these, what names our host beside a scheme or user info that servers drop. */
    static final List<String> ABSOLUTE = List.of("http://evil.example@localhost/page", "ftp://localhost/page");

    /** Targets of ours that look odd, and are none the worse. */
    static final List<String> GOOD_TARGETS = List.of(
            "/page",
            "/page?next=http://evil.example/../x;y",
            "/p%C3%A4ge",
            "/a.b/..c/d...",
            "/user@example.com/~x/!$&'()*+,=:-_",
            "http://localhost/page",
            "HTTP://LOCALHOST/page?x");

    /** Ways to say the length of a body that two servers read as two lengths. */
    static final List<String> FRAMINGS = List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 50\r\n",
            "Content-Length: 5\r\nContent-Length: 5\r\n",
            "Content-Length: 5, 5\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: -5\r\n",
            "Content-Length: 0x5\r\n",
            "Content-Length: 5 5\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            "Transfer-Encoding: identity\r\nContent-Length: 5\r\n");

    /** Header fields that servers and proxies read in two ways. */
    static final List<String> HEADERS = List.of(
            "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
            "X-Api-Key: a\r\nx-api-key: b\r\n",
            "X_Forwarded_Host: evil.example\r\n",
            "X_API_KEY: a\r\n",
            "Content_Length: 5\r\n",
            "X-Bad: a\u0000b\r\n",
            "X-Bad: a\u0001b\r\n",
            "X-Bad: a\u007fb\r\n");

    /** What a trusted proxy must not say. */
    static final List<String> FORWARDINGS = List.of(
            "X-Forwarded-Host: app.example, evil.example\r\n",
            "X-Forwarded-Host: app.example\r\nX-Forwarded-Host: evil.example\r\n",
            "X-Forwarded-Host: evil.example\r\n",
            "X-Forwarded-Host: \r\n",
            "X-Forwarded-Proto: https,http\r\n",
            "X-Forwarded-Proto: gopher\r\n",
            "Forwarded: host=app.example\r\nX-Forwarded-Host: app.example\r\n",
            "Forwarded: for=192.0.2.9\r\nX-Forwarded-For: 192.0.2.9\r\n",
            "Forwarded: host=app.example;host=evil.example\r\n",
            "Forwarded: host=\"app.example\r\n",
            "Forwarded: host=evil.example\r\n",
            "Forwarded: proto=gopher\r\n",
            "Forwarded: for=192.0.2.9;host=evil.example, for=127.0.0.1;host=app.example\r\n");

    /** The head of a WebSocket upgrade, up to what makes it foreign. */
    static final String UPGRADE = String.join(
            "\r\n",
            "GET /page HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");

    private DoorRows() {}
}
