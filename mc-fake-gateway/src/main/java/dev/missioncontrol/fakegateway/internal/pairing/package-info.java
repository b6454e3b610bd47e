/** Which devices are paired, and what was approved for them? */
@NullMarked
package dev.missioncontrol.fakegateway.internal.pairing;

import org.jspecify.annotations.NullMarked;
