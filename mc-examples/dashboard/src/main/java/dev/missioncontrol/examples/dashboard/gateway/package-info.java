/** Which gateway is this, and does it still trust us? */
@NullMarked
package dev.missioncontrol.examples.dashboard.gateway;

import org.jspecify.annotations.NullMarked;
