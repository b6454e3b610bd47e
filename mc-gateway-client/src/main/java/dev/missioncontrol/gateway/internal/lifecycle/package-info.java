/** What happens next? The client's life cycle as a pure function on values: no input or output, no clock of its own. */
@NullMarked
package dev.missioncontrol.gateway.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
