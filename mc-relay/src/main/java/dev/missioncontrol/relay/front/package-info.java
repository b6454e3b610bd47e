/**
 * How do people reach the gateway's own Control UI through us? A sign-in page before it, the pages that are passed on,
 * and nothing else; no web server is known here.
 */
@NullMarked
package dev.missioncontrol.relay.front;

import org.jspecify.annotations.NullMarked;
