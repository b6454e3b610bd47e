package dev.missioncontrol.gateway.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.gateway.damage.Play.Scene;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every member of every frame the client reads, of every wrong type, missing, doubled, huge and nested. */
@Timeout(300)
class DamagedFramesTest {
    @ParameterizedTest
    @EnumSource(Scene.class)
    void client_whenAMemberIsOfAnotherType_staysWholeAndKeepsItsSecrets(Scene scene) throws Exception {
        List<String> damaged = Damaged.all(scene.frame());
        for (String frame : damaged) {
            new Play().with(scene, frame.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
        }
        assertThat(damaged).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void client_whenAFrameIsCutOff_staysWholeAndKeepsItsSecrets(Scene scene) throws Exception {
        byte[] frame = scene.frame().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < frame.length; length += 7) {
            new Play().with(scene, Arrays.copyOf(frame, length), 5);
        }
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void client_whenTheFrameIsWhole_isPlayedAsMeant(Scene scene) throws Exception {
        for (int pieceLength : new int[] {1, 2, 3, 1_000}) {
            String logged = new Play().with(scene, scene.frame().getBytes(StandardCharsets.UTF_8), pieceLength);

            assertThat(logged).as("what is logged is overheard").contains("gateway client: Connecting");
        }
    }
}
