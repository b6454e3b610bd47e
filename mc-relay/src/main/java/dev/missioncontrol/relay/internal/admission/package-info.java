/** May this client come in, with which rights, and if not, in which words of the gateway is it told? */
@NullMarked
package dev.missioncontrol.relay.internal.admission;

import org.jspecify.annotations.NullMarked;
