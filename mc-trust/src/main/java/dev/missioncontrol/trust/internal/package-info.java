/** How is a vote taken safely? Hidden workings of the engine. */
@NullMarked
package dev.missioncontrol.trust.internal;

import org.jspecify.annotations.NullMarked;
