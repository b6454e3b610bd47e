/** How does the door stand in the JDK's own web server? A filter of {@code jdk.httpserver}. */
@NullMarked
package dev.missioncontrol.auth.http.jdk;

import org.jspecify.annotations.NullMarked;
