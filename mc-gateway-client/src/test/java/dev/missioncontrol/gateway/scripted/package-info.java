/** What can a test make the other side do? A scripted WebSocket server and a recording sink. */
@NullMarked
package dev.missioncontrol.gateway.scripted;

import org.jspecify.annotations.NullMarked;
