/** What do frames say? Strict JSON in both directions; no other package names Jackson. */
@NullMarked
package dev.missioncontrol.gateway.internal.wire;

import org.jspecify.annotations.NullMarked;
