package dev.missioncontrol.auth.http.servlet;

import dev.missioncontrol.auth.http.LimitedBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body declares no length, so that it has to be counted. Forms and parts are read by the container
 * itself, under its own limits.
 */
final class LimitedRequest extends HttpServletRequestWrapper {

    private final long most;
    private @Nullable ServletInputStream stream;

    LimitedRequest(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream(), most);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(getInputStream(), encoding == null ? "ISO-8859-1" : encoding));
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private final LimitedBody limited;

        Counted(ServletInputStream body, long most) {
            this.body = body;
            this.limited = new LimitedBody(body, most);
        }

        @Override
        public int read() throws IOException {
            return limited.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return limited.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
