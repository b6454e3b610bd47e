/** How does the door stand in a servlet container? A Jakarta Servlet filter. */
@NullMarked
package dev.missioncontrol.auth.http.servlet;

import org.jspecify.annotations.NullMarked;
