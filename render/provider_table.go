package render

// builtInProviders are the services that are known without being configured:
// those that document an address for frames. Where a service has one that sets no
// cookies, or tracks less, it is that one. docs/embeds.md shows the table; a test
// compares the two.
func builtInProviders() []Provider {
	const youTube = "https://www.youtube-nocookie.com/embed/"
	film := []string{"autoplay", "encrypted-media", "picture-in-picture"}
	sound := []string{"autoplay", "encrypted-media"}
	return []Provider{
		// Film.
		{Name: "YouTube", Allow: film, URL: youTube + "videoseries?list={list}&autoplay=1", Match: []string{
			"youtube.com/playlist?list={list}", "youtube.com/embed/videoseries?list={list}",
			"youtube-nocookie.com/embed/videoseries?list={list}", "music.youtube.com/playlist?list={list}"}},
		{Name: "YouTube", Allow: film, URL: youTube + "{id}?list={list}&start={start}&autoplay=1", Match: []string{
			"youtube.com/watch?v={id}&list={list?}&t={start:seconds?}&start={start:seconds?}",
			"youtu.be/{id}?list={list?}&t={start:seconds?}",
			"youtube.com/live/{id}?t={start:seconds?}",
			"youtube.com/embed/{id}?list={list?}&start={start:seconds?}",
			"youtube-nocookie.com/embed/{id}?list={list?}&start={start:seconds?}",
			"youtube.com/v/{id}",
			"music.youtube.com/watch?v={id}&list={list?}"}},
		{Name: "YouTube", Aspect: "9/16", Allow: film, URL: youTube + "{id}?autoplay=1", Match: []string{"youtube.com/shorts/{id}"}},
		{Name: "Vimeo", Allow: film, URL: "https://player.vimeo.com/video/{id}?h={hash}&dnt=1&autoplay=1", Match: []string{
			"vimeo.com/{id:number}?h={hash?}", "vimeo.com/{id:number}/{hash}", "vimeo.com/video/{id:number}",
			"vimeo.com/channels/{channel}/{id:number}", "vimeo.com/groups/{group}/videos/{id:number}",
			"player.vimeo.com/video/{id:number}?h={hash?}"}},
		{Name: "Vimeo", Allow: film, URL: "https://vimeo.com/event/{id}/embed", Match: []string{"vimeo.com/event/{id:number}*"}},
		{Name: "Loom", Allow: film, URL: "https://www.loom.com/embed/{id}", Match: []string{"loom.com/{kind:share|embed}/{id}"}},
		{Name: "Dailymotion", Allow: film, URL: "https://geo.dailymotion.com/player.html?video={id}", Match: []string{
			"dailymotion.com/video/{id}", "dailymotion.com/embed/video/{id}", "dai.ly/{id}", "geo.dailymotion.com/player.html?video={id}"}},
		{Name: "TED", Allow: film, URL: "https://embed.ted.com/talks/{talk}", Match: []string{"ted.com/talks/{talk}", "embed.ted.com/talks/{talk}"}},
		{Name: "Wistia", Allow: film, URL: "https://fast.wistia.net/embed/iframe/{id}", Match: []string{
			"{account}.wistia.com/medias/{id}", "fast.wistia.net/embed/iframe/{id}"}},
		{Name: "Streamable", Allow: film, URL: "https://streamable.com/e/{id}", Match: []string{"streamable.com/{id}", "streamable.com/e/{id}"}},
		{Name: "TikTok", Aspect: "9/16", Allow: film, URL: "https://www.tiktok.com/player/v1/{id}", Match: []string{
			"tiktok.com/{user:any}/video/{id:number}", "tiktok.com/player/v1/{id:number}"}},
		{Name: "Descript", Allow: film, URL: "https://share.descript.com/embed/{id}", Match: []string{"share.descript.com/{kind:view|embed}/{id}"}},
		{Name: "Internet Archive", Aspect: "4/3", Allow: film, URL: "https://archive.org/embed/{item}", Match: []string{"archive.org/{kind:details|embed}/{item:any}"}},

		// Sound.
		{Name: "Spotify", Height: 152, Allow: sound, URL: "https://open.spotify.com/embed/{kind}/{id}", Match: []string{
			"open.spotify.com/{kind:track|episode}/{id}", "open.spotify.com/{language}/{kind:track|episode}/{id}"}},
		{Name: "Spotify", Height: 352, Allow: sound, URL: "https://open.spotify.com/embed/{kind}/{id}", Match: []string{
			"open.spotify.com/{kind:album|playlist|artist|show}/{id}", "open.spotify.com/{language}/{kind:album|playlist|artist|show}/{id}"}},
		{Name: "SoundCloud", Height: 450, Allow: sound, URL: "https://w.soundcloud.com/player/?url={url}", Match: []string{"soundcloud.com/{user}/sets/{set}*"}},
		{Name: "SoundCloud", Height: 166, Allow: sound, URL: "https://w.soundcloud.com/player/?url={url}", Match: []string{"soundcloud.com/{user}/{track}*"}},
		{Name: "SoundCloud", Height: 166, Allow: sound, URL: "{page}", Match: []string{"w.soundcloud.com/player?url={track:any}"}},
		{Name: "Apple Music", Height: 450, Allow: sound, URL: "https://embed.music.apple.com/{item}?i={song}", Match: []string{
			"music.apple.com/{item:rest}?i={song?}", "embed.music.apple.com/{item:rest}?i={song?}"}},
		{Name: "Apple Podcasts", Height: 450, Allow: sound, URL: "https://embed.podcasts.apple.com/{item}?i={episode}", Match: []string{
			"podcasts.apple.com/{item:rest}?i={episode?}", "embed.podcasts.apple.com/{item:rest}?i={episode?}"}},
		{Name: "Deezer", Height: 300, Allow: sound, URL: "https://widget.deezer.com/widget/auto/{kind}/{id}", Match: []string{
			"deezer.com/{kind:track|album|playlist}/{id:number}", "deezer.com/{language}/{kind:track|album|playlist}/{id:number}",
			"widget.deezer.com/widget/{look}/{kind:track|album|playlist}/{id:number}"}},

		// Design and boards.
		{Name: "Figma", Aspect: "4/3", URL: "https://embed.figma.com/{kind}/{key}?node-id={node}&embed-host=galley", Match: []string{
			"figma.com/{kind:design|board|slides|deck|proto}/{key}*?node-id={node:any?}"}},
		{Name: "Figma", Aspect: "4/3", URL: "https://embed.figma.com/design/{key}?node-id={node}&embed-host=galley", Match: []string{
			"figma.com/file/{key}*?node-id={node:any?}"}},
		{Name: "Figma", Aspect: "4/3", URL: "{page}", Match: []string{"embed.figma.com/{file:rest}"}},
		{Name: "Miro", Aspect: "4/3", URL: "https://miro.com/app/live-embed/{id}/", Match: []string{"miro.com/app/{kind:board|live-embed}/{id:any}"}},
		{Name: "Whimsical", Aspect: "4/3", URL: "https://whimsical.com/embed/{id}", Match: []string{"whimsical.com/embed/{id}"}},
		{Name: "Lucid", Aspect: "4/3", URL: "{page}", Match: []string{"lucid.app/documents/{kind:embedded|embeddedchart}/{id}"}},
		{Name: "Canva", URL: "https://www.canva.com/design/{id}/{key}/view?embed", Match: []string{"canva.com/design/{id}/{key}/{kind:view|watch}"}},
		{Name: "Canva", URL: "https://www.canva.com/design/{id}/view?embed", Match: []string{"canva.com/design/{id}/{kind:view|watch}"}},
		{Name: "Prezi", URL: "https://prezi.com/p/embed/{id}/", Match: []string{"prezi.com/p/embed/{id}", "prezi.com/p/{id}*"}},
		{Name: "Sketchfab", Allow: []string{"autoplay", "xr-spatial-tracking"}, URL: "https://sketchfab.com/models/{id}/embed", Match: []string{
			"sketchfab.com/3d-models/{name}-{id}", "sketchfab.com/models/{id}*"}},

		// Code.
		{Name: "CodePen", Aspect: "4/3", URL: "https://codepen.io/team/{user}/embed/{id}?default-tab=result", Match: []string{"codepen.io/team/{user}/{kind:pen|embed|full|details}/{id}"}},
		{Name: "CodePen", Aspect: "4/3", URL: "https://codepen.io/{user}/embed/{id}?default-tab=result", Match: []string{"codepen.io/{user}/{kind:pen|embed|full|details}/{id}"}},
		{Name: "CodeSandbox", Aspect: "4/3", URL: "https://codesandbox.io/embed/{id}", Match: []string{
			"codesandbox.io/{kind:s|embed}/{id}", "codesandbox.io/p/sandbox/{id}"}},
		{Name: "StackBlitz", Aspect: "4/3", URL: "https://stackblitz.com/edit/{id}?embed=1&file={file}", Match: []string{"stackblitz.com/edit/{id}?file={file:any?}"}},
		{Name: "StackBlitz", Aspect: "4/3", URL: "https://stackblitz.com/github/{repository}?embed=1&file={file}", Match: []string{"stackblitz.com/github/{repository:rest}?file={file:any?}"}},
		{Name: "JSFiddle", Aspect: "4/3", URL: "https://jsfiddle.net/{user}/{id}/embedded/result/", Match: []string{"jsfiddle.net/{user}/{id}", "jsfiddle.net/{user}/{id}/embedded*"}},
		{Name: "Observable", Aspect: "4/3", URL: "https://observablehq.com/embed/@{user}/{notebook}", Match: []string{
			"observablehq.com/@{user}/{notebook}", "observablehq.com/embed/@{user}/{notebook}"}},
		{Name: "Scratch", Aspect: "485/402", URL: "https://scratch.mit.edu/projects/{id}/embed", Match: []string{"scratch.mit.edu/projects/{id:number}*"}},

		// Maps, figures, mathematics.
		{Name: "Google Maps", Aspect: "4/3", URL: "https://www.google.com/maps/embed?pb={pb}", Match: []string{
			"google.com/maps/embed?pb={pb:any}", "maps.google.com/maps/embed?pb={pb:any}"}},
		{Name: "Google Maps", Aspect: "4/3", URL: "https://www.google.com/maps/d/embed?mid={map}", Match: []string{
			"google.com/maps/d/{kind:viewer|embed|edit}?mid={map:any}", "google.com/maps/d/u/{account:number}/{kind:viewer|embed|edit}?mid={map:any}"}},
		{Name: "Google Maps", Aspect: "4/3", URL: "https://www.google.com/maps?q={place}&output=embed", Match: []string{
			"google.com/maps/place/{place:words}*", "google.com/maps/search/{place:words}*",
			"google.com/maps?q={place:any}", "maps.google.com?q={place:any}", "maps.google.com/maps?q={place:any}"}},
		{Name: "OpenStreetMap", Aspect: "4/3", URL: "{page}", Match: []string{"openstreetmap.org/export/embed.html?bbox={box:any}"}},
		{Name: "Datawrapper", Height: 450, URL: "https://datawrapper.dwcdn.net/{id}/", Match: []string{"datawrapper.dwcdn.net/{id}*"}},
		{Name: "Flourish", Height: 600, URL: "https://flo.uri.sh/{kind}/{id}/embed", Match: []string{
			"public.flourish.studio/{kind:visualisation|story}/{id:number}", "flo.uri.sh/{kind:visualisation|story}/{id:number}/embed"}},
		{Name: "Our World in Data", Height: 600, URL: "{page}", Match: []string{"ourworldindata.org/{kind:grapher|explorers}/{chart}"}},
		{Name: "GeoGebra", Aspect: "4/3", URL: "https://www.geogebra.org/material/iframe/id/{id}", Match: []string{
			"geogebra.org/m/{id}", "geogebra.org/material/iframe/id/{id}*"}},
		{Name: "Desmos", Aspect: "4/3", URL: "https://www.desmos.com/{kind}/{id}?embed", Match: []string{"desmos.com/{kind:calculator|geometry|3d}/{id}"}},

		// Documents, tables, forms.
		{Name: "Google Docs", Height: 640, URL: "https://docs.google.com/document/d/e/{id}/pub?embedded=true", Match: []string{"docs.google.com/document/d/e/{id}*"}},
		{Name: "Google Sheets", Height: 640, URL: "https://docs.google.com/spreadsheets/d/e/{id}/pubhtml?widget=true", Match: []string{"docs.google.com/spreadsheets/d/e/{id}*"}},
		{Name: "Google Slides", URL: "https://docs.google.com/presentation/d/e/{id}/embed", Match: []string{"docs.google.com/presentation/d/e/{id}*"}},
		{Name: "Google Forms", Height: 800, URL: "https://docs.google.com/forms/d/e/{id}/viewform?embedded=true", Match: []string{"docs.google.com/forms/d/e/{id}*"}},
		{Name: "Google Slides", URL: "https://docs.google.com/presentation/d/{id}/preview", Match: []string{"docs.google.com/presentation/d/{id}*"}},
		{Name: "Google Docs", Height: 640, URL: "https://docs.google.com/document/d/{id}/preview", Match: []string{"docs.google.com/document/d/{id}*"}},
		{Name: "Google Sheets", Height: 640, URL: "https://docs.google.com/spreadsheets/d/{id}/preview", Match: []string{"docs.google.com/spreadsheets/d/{id}*"}},
		{Name: "Google Drive", Height: 640, URL: "https://drive.google.com/file/d/{id}/preview", Match: []string{"drive.google.com/file/d/{id}*"}},
		{Name: "Google Calendar", Height: 600, URL: "{page}", Match: []string{"calendar.google.com/calendar/embed?src={calendar:any}"}},
		{Name: "Looker Studio", Aspect: "4/3", URL: "https://lookerstudio.google.com/embed/reporting/{id}/page/{sheet}", Match: []string{
			"lookerstudio.google.com/reporting/{id}/page/{sheet}*", "lookerstudio.google.com/embed/reporting/{id}/page/{sheet}*"}},
		{Name: "Power BI", Aspect: "4/3", URL: "https://app.powerbi.com/view?r={report}", Match: []string{"app.powerbi.com/view?r={report:any}"}},
		{Name: "Airtable", Height: 533, URL: "https://airtable.com/embed/shr{share}", Match: []string{"airtable.com/shr{share}*", "airtable.com/embed/shr{share}*"}},
		{Name: "Airtable", Height: 533, URL: "https://airtable.com/embed/app{base}/shr{share}", Match: []string{
			"airtable.com/app{base}/shr{share}*", "airtable.com/embed/app{base}/shr{share}*"}},
		{Name: "Typeform", Height: 600, URL: "https://form.typeform.com/to/{id}", Match: []string{"{account}.typeform.com/to/{id}"}},
		{Name: "Tally", Height: 600, URL: "https://tally.so/embed/{id}", Match: []string{"tally.so/{kind:r|embed}/{id}"}},
	}
}
