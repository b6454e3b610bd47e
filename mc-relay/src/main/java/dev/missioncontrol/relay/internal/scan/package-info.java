/** What does a client's frame ask for, and is it safe to carry? One pass over the bytes, without building anything. */
@NullMarked
package dev.missioncontrol.relay.internal.scan;

import org.jspecify.annotations.NullMarked;
