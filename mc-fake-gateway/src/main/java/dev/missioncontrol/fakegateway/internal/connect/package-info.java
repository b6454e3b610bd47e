/** May this connection come in? The gateway's order of checks. */
@NullMarked
package dev.missioncontrol.fakegateway.internal.connect;

import org.jspecify.annotations.NullMarked;
