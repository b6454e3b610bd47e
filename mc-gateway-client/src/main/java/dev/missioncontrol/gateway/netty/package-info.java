/** How do bytes travel? WebSockets over Netty; no other package names it. */
@NullMarked
package dev.missioncontrol.gateway.netty;

import org.jspecify.annotations.NullMarked;
