/** Is this connection trusted? The engine, the ready-made policies, and the desks where people manage trust. */
@NullMarked
package dev.missioncontrol.trust;

import org.jspecify.annotations.NullMarked;
