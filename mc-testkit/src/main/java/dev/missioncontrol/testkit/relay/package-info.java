/** Does my web server carry the relay as gateway clients need it? A contract over raw sockets. */
@NullMarked
package dev.missioncontrol.testkit.relay;

import org.jspecify.annotations.NullMarked;
