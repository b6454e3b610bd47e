package dev.missioncontrol.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ConstantTimeProperties {

    @Property
    void equal_forAnyArrays_agreesWithArraysEquals(@ForAll @Size(max = 40) byte[] a, @ForAll @Size(max = 40) byte[] b) {
        assertThat(ConstantTime.equal(a, b)).isEqualTo(Arrays.equals(a, b));
        assertThat(ConstantTime.equal(a, a.clone())).isTrue();
    }

    @Property
    void equal_whenOneBitDiffers_isFalse(
            @ForAll @Size(min = 1, max = 70) byte[] a, @ForAll @IntRange(max = 1_000) int where) {
        byte[] b = a.clone();
        int bit = where % (a.length * 8);
        b[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThat(ConstantTime.equal(a, b)).isFalse();
        assertThat(ConstantTime.equal(b, a)).isFalse();
    }

    @Property
    void equal_forAnyTexts_agreesWithStringEquals(@ForAll String a, @ForAll String b) {
        assertThat(ConstantTime.equal(a, b)).isEqualTo(a.equals(b));
        assertThat(ConstantTime.equal(a, CharBuffer.wrap(a))).isTrue();
    }

    @Property
    void equal_whenOneCharacterDiffers_isFalse(@ForAll @StringLength(min = 1, max = 30) String a, @ForAll int where) {
        char[] changed = a.toCharArray();
        int at = Math.floorMod(where, changed.length);
        changed[at] ^= (char) (1 << Math.floorMod(where, 16));

        assertThat(ConstantTime.equal(a, new String(changed))).isFalse();
    }
}
