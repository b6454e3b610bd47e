package dev.missioncontrol.relay.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(failures::add);

    @Test
    void work_when_posted_within_work_runs_afterwards() {
        mailbox.post(() -> {
            mailbox.post(() -> done.add("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void work_when_other_work_threw_runs_all_the_same() {
        mailbox.post(() -> {
            throw new IllegalStateException("a bug");
        });
        mailbox.post(() -> done.add("next"));
        assertThat(done).containsExactly("next");
        assertThat(failures).hasExactlyElementsOfTypes(IllegalStateException.class);
    }

    @Test
    void work_when_other_work_met_an_error_runs_all_the_same() {
        mailbox.post(() -> {
            mailbox.post(() -> done.add("waiting"));
            throw new StackOverflowError();
        });
        mailbox.post(() -> done.add("next"));
        assertThat(done).containsExactly("waiting", "next");
        assertThat(failures).hasExactlyElementsOfTypes(StackOverflowError.class);
    }

    @Test
    void work_when_somebody_is_inside_waits_until_they_leave() {
        assertThat(mailbox.enter()).isTrue();
        mailbox.post(() -> done.add("waited"));
        assertThat(done).isEmpty();
        assertThat(mailbox.enter()).isFalse();
        mailbox.leave();
        assertThat(done).containsExactly("waited");
    }
}
