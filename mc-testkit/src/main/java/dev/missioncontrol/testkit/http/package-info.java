/** Does my adapter for a web server keep the door shut? One contract, over raw sockets. */
@NullMarked
package dev.missioncontrol.testkit.http;

import org.jspecify.annotations.NullMarked;
