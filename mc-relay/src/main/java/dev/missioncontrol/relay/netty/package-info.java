/** Where do clients connect when there is no web server to mount the relay in? */
@NullMarked
package dev.missioncontrol.relay.netty;

import org.jspecify.annotations.NullMarked;
