/** Does the example keep its story, and the house its rules? */
@NullMarked
package dev.missioncontrol.examples.dashboard;

import org.jspecify.annotations.NullMarked;
