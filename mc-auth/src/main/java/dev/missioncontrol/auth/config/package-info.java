/** How was this installation set up? The variables that users of the dashboard know, read once and strictly. */
@NullMarked
package dev.missioncontrol.auth.config;

import org.jspecify.annotations.NullMarked;
