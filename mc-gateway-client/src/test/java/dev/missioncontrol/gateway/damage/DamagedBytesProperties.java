package dev.missioncontrol.gateway.damage;

import dev.missioncontrol.gateway.damage.Play.Scene;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any bytes flipped, put in or left out anywhere, in pieces of any length. */
class DamagedBytesProperties {
    /** One fault: so far into the frame, so many bytes are replaced by others, one for each character. */
    record Fault(double where, int removed, String added) {
        byte[] in(byte[] frame) {
            int at = (int) (where * frame.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(frame, 0, at);
            out.writeBytes(added.getBytes(StandardCharsets.ISO_8859_1));
            int rest = Math.min(frame.length, at + removed);
            out.write(frame, rest, frame.length - rest);
            return out.toByteArray();
        }
    }

    @Property(tries = 600)
    void client_whenBytesAreDamaged_staysWholeAndKeepsItsSecrets(
            @ForAll Scene scene,
            @ForAll("faults") Fault[] faults,
            @ForAll @IntRange(min = 1, max = 400) int pieceLength)
            throws Exception {
        byte[] frame = scene.frame().getBytes(StandardCharsets.UTF_8);
        for (Fault fault : faults) {
            frame = fault.in(frame);
        }
        new Play().with(scene, frame, pieceLength);
    }

    @Provide
    Arbitrary<Fault[]> faults() {
        Arbitrary<String> notUtf8 = Arbitraries.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090");
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(4);
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.oneOf(any, any, notUtf8))
                .as(Fault::new)
                .array(Fault[].class)
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
