/** How is a backend put together that owns its trust with a gateway? */
@NullMarked
package dev.missioncontrol.examples.dashboard;

import org.jspecify.annotations.NullMarked;
