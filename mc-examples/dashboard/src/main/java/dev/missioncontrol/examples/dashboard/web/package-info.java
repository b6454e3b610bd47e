/** What does a browser meet: guards, pages, the HTTP API and the relay? */
@NullMarked
package dev.missioncontrol.examples.dashboard.web;

import org.jspecify.annotations.NullMarked;
