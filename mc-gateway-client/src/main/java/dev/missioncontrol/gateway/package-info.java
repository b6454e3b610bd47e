/** How does a backend stay connected to its gateway, and how does it open a link that only carries frames? */
@NullMarked
package dev.missioncontrol.gateway;

import org.jspecify.annotations.NullMarked;
