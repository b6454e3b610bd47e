/** Does the relay sit well in the web server? */
@NullMarked
package dev.missioncontrol.examples.dashboard.socket;

import org.jspecify.annotations.NullMarked;
