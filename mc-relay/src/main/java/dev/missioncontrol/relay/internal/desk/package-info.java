/** How do gateway clients manage our devices? The gateway's own requests about pairing and tokens, answered from our desks. */
@NullMarked
package dev.missioncontrol.relay.internal.desk;

import org.jspecify.annotations.NullMarked;
