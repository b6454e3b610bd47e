/** Does the whole work with a real OpenClaw gateway and a real browser? */
@NullMarked
package dev.missioncontrol.examples.dashboard.outside;

import org.jspecify.annotations.NullMarked;
