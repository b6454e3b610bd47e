package dev.missioncontrol.relay.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OutboundTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final List<String> told = new ArrayList<>();
    private final List<Integer> codes = new ArrayList<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Session session = (Session) Proxy.newProxyInstance(
            OutboundTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                told.add(method.getName());
                if (method.getName().equals("close")) {
                    codes.add(((CloseReason) arguments[0]).getCloseCode().getCode());
                }
                return method.getReturnType() == Map.class ? new HashMap<>() : null;
            });
    private final Outbound outbound = new Outbound(session, work::add, () -> told.add("writable"));

    @Test
    void add_whenManyWait_sendsThemInOrderByOneTask() {
        outbound.add(1, s -> told.add("a"));
        outbound.add(1, s -> told.add("b"));
        outbound.addLast(s -> told.add("last"));
        outbound.add(1, s -> told.add("too late"));

        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(told).containsExactly("a", "b", "last");
        assertThat(work).isEmpty();
    }

    @Test
    void isWritable_whenTooMuchWaits_saysNoAndTellsOnceWhenThereIsRoom() {
        outbound.add(MEGABYTE - 1, s -> {});
        assertThat(outbound.isWritable()).isTrue();
        outbound.add(1, s -> told.add("sent"));
        assertThat(outbound.isWritable()).isFalse();
        assertThat(outbound.isWritable()).isFalse();

        work.remove().run();

        assertThat(told).containsExactly("writable", "sent");
        assertThat(outbound.isWritable()).isTrue();
    }

    @Test
    void add_whenAStepFails_closesAndDropsTheRest() {
        outbound.add(1, s -> {
            throw new IOException("gone");
        });
        outbound.add(1, s -> told.add("never"));

        work.remove().run();

        assertThat(told).containsExactly("getUserProperties", "setMaxIdleTimeout", "close");
    }

    @Test
    void cutSoon_whenTheSenderIsStuck_dropsTheRestAndClosesOnAnotherThread() {
        outbound.add(1, s -> told.add("never"));
        outbound.addLast(s -> told.add("never"));
        Runnable sender = work.remove();

        outbound.cutSoon();
        assertThat(told).isEmpty();
        work.remove().run();
        sender.run();

        assertThat(told).containsExactly("getUserProperties", "setMaxIdleTimeout", "close");
    }

    @Test
    void cutSoon_whenThereIsNoThread_closesOnItsOwn() {
        Outbound refused = new Outbound(
                session,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                () -> {});

        refused.cutSoon();

        assertThat(told).containsExactly("getUserProperties", "setMaxIdleTimeout", "close");
    }

    @Test
    void cut_whenRepeated_closesOnceAndNotAsIfAllHadGoneWell() {
        outbound.cut();
        outbound.cut();

        assertThat(codes).containsExactly(1011);
    }

    @Test
    void add_whenThereIsNoThread_letsTheClientGo() {
        Outbound refused = new Outbound(
                session,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                () -> {});

        refused.add(1, s -> told.add("never"));

        assertThat(told).containsExactly("getUserProperties", "setMaxIdleTimeout", "close");
    }
}
