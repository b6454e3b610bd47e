/** What does a client do with frames that are damaged on the wire? */
@NullMarked
package dev.missioncontrol.gateway.damage;

import org.jspecify.annotations.NullMarked;
