/** What is the least that puts a relay in front of a gateway? The objects, and how they hold on to each other. */
@NullMarked
package dev.missioncontrol.examples.wiring;

import org.jspecify.annotations.NullMarked;
