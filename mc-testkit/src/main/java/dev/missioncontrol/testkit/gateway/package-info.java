/** Does a gateway behave as OpenClaw's does on the wire? One contract for the real one and for every stand-in. */
@NullMarked
package dev.missioncontrol.testkit.gateway;

import org.jspecify.annotations.NullMarked;
